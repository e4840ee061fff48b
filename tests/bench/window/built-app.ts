import { buildApp } from '../../../build/steps/app-build.mjs';

let building: Promise<void> | undefined;

/** Builds the app, once for all benches of a run, so that nothing old is measured. */
export function ensureBuilt(): Promise<void> {
  building ??= buildApp().then(({ failures }) => {
    const [failure] = failures;
    if (failure !== undefined) throw new Error(`the build failed:\n${failure.detail}`);
  });
  return building;
}
