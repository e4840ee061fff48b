/** pdf.js' other half, which its types leave out; it is only handed on to pdf.js itself. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
