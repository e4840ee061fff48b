import path from 'node:path';
import { app, BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { OpenDialog } from '../service/ports.ts';

/** The system's dialogs for what to open, over our window. They begin where the last one ended. */
export function createOpenDialog(): OpenDialog {
  let lastFolder: string | null = null;
  const choose = async (properties: NonNullable<OpenDialogOptions['properties']>): Promise<string[]> => {
    const options = { defaultPath: lastFolder ?? app.getPath('documents'), properties };
    const [window] = BrowserWindow.getAllWindows();
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    if (canceled) return [];
    const [first] = filePaths;
    if (first !== undefined) lastFolder = path.dirname(first);
    return filePaths;
  };
  return {
    chooseFiles: () => choose(['openFile', 'multiSelections']),
    chooseFolder: () => choose(['openDirectory']),
  };
}
