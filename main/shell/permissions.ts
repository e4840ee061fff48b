import type { Session } from 'electron';

/** What the page may ask the browser engine for: copying text that the user chose to copy, nothing else. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Denies every permission, device and screen capture to pages of this session, but for the list above. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => callback(allowed.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
}
