import { screen, type BrowserWindow } from 'electron';
import ElectronStore from 'electron-store';
import { fitPlace, type OpeningPlace, type WindowPlace } from './fit-place.ts';

/** How long moving and sizing must rest before the place is written, in ms. */
const rest = 400;

/** Where the window was left, on the displays that exist now. */
export function restorePlace(): OpeningPlace {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  return fitPlace(openFile().get('place'), areas);
}

/** Writes down where the window is, soon after each change and at its end. */
export function keepPlace(window: BrowserWindow): void {
  const file = openFile();
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isFullScreen()) return;
    const place: WindowPlace = { bounds: window.getNormalBounds(), isMaximised: window.isMaximized() };
    file.set('place', place);
  };
  const writeSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, rest);
  };
  window.on('resize', writeSoon);
  window.on('move', writeSoon);
  window.on('maximize', writeSoon);
  window.on('unmaximize', writeSoon);
  window.on('close', write);
}

function openFile(): ElectronStore<{ place: unknown }> {
  return new ElectronStore<{ place: unknown }>({ name: 'window', clearInvalidConfig: true, configFileMode: 0o600 });
}
