/**
 * Runs `work` and drops what oidc-provider says about itself meanwhile: that it wants a newer Node, and that its
 * defaults are for development. It speaks through `console`, which belongs to whoever runs the sandbox.
 */
export async function withoutNotices<T>(work: () => Promise<T>): Promise<T> {
  const { info, warn } = console;
  const isNotice = (args: unknown[]): boolean => String(args[0]).includes('oidc-provider ');
  console.info = (...args: unknown[]) => (isNotice(args) ? undefined : info.apply(console, args));
  console.warn = (...args: unknown[]) => (isNotice(args) ? undefined : warn.apply(console, args));
  try {
    return await work();
  } finally {
    console.info = info;
    console.warn = warn;
  }
}
