import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { SaveDialog } from '../service/ports.ts';

/** The system's dialogs for where to save, over our window. The only user of Electron's `dialog` for that. */
export function createSaveDialog(): SaveDialog {
  let lastFolder: string | null = null;
  const startFolder = (): string => lastFolder ?? app.getPath('documents');
  return {
    async chooseFile(suggestedName) {
      const ending = path.extname(suggestedName).slice(1);
      const options = {
        defaultPath: path.join(startFolder(), suggestedName),
        filters: [{ name: ending.toUpperCase(), extensions: [ending] }],
        properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const],
      };
      const [window] = BrowserWindow.getAllWindows();
      const { canceled, filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options));
      if (canceled || filePath === '') return null;
      lastFolder = path.dirname(filePath);
      // Not every system's dialog adds the ending that the user left out.
      return path.extname(filePath) === '' ? `${filePath}.${ending}` : filePath;
    },
    async chooseFolder() {
      const options = {
        defaultPath: startFolder(),
        properties: ['openDirectory' as const, 'createDirectory' as const],
      };
      const [window] = BrowserWindow.getAllWindows();
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options));
      const [folder] = filePaths;
      if (canceled || folder === undefined) return null;
      lastFolder = folder;
      return folder;
    },
  };
}
