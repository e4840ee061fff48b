/** Names under which programs write what is not finished, or keep what is theirs. */
const patterns = [
  /^\./,
  /^~\$/,
  /~$/,
  /\.(part|partial|crdownload|download|tmp|temp|lock)$/i,
  /^(thumbs\.db|desktop\.ini)$/i,
];

/** Whether a file in a watched folder is none of ours by its name: hidden, a program's own, or still being written. */
export function isPassedOver(name: string): boolean {
  return patterns.some((pattern) => pattern.test(name));
}
