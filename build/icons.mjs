#!/usr/bin/env node
// Draws icons/icon.svg in all sizes, with Chromium, and writes the icon files of macOS and Windows:
//   node build/icons.mjs
import fs from 'node:fs';
import { chromium } from '@playwright/test';
import { at } from './lib/paths.mjs';
import { appleIcon, windowsIcon } from './packages/icon-files.mjs';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const fileOf = (size) => at('build/icons', `${size}x${size}.png`);

async function draw() {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
  const svg = fs.readFileSync(at('build/icons/icon.svg'), 'utf8');
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    await page.screenshot({ path: fileOf(size), omitBackground: true });
    await page.close();
  }
  await browser.close();
}

await draw();
const png = (size) => fs.readFileSync(fileOf(size));
fs.writeFileSync(at('build/icons/icon.icns'), appleIcon(png));
fs.writeFileSync(at('build/icons/icon.ico'), windowsIcon(png));
