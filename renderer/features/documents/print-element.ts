import './print.css';

/**
 * Prints a part of the page as it is shown, on white and as wide as the paper: a copy of it takes the place of the
 * window for as long as the printing lasts.
 */
export async function printElement(element: HTMLElement): Promise<void> {
  const sheet = document.createElement('div');
  sheet.className = 'print-sheet print-text';
  sheet.ariaHidden = 'true';
  sheet.append(element.cloneNode(true));
  document.body.append(sheet);
  try {
    const printed = new Promise((resolve) => window.addEventListener('afterprint', resolve, { once: true }));
    window.print();
    await printed;
  } finally {
    sheet.remove();
  }
}
