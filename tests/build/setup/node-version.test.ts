import { describe, expect, it } from 'vitest';
import { complaintAboutNode } from '../../../build/setup/node-version.mjs';

describe('complaintAboutNode', () => {
  it.each(['20.19.0', '20.20.2', '21.0.0', '22.12.0', '24.1.0', '100.0.0'])('accepts %s', (version) => {
    expect(complaintAboutNode(version)).toBeUndefined();
  });

  it.each(['18.20.4', '20.18.3', '20.9.0', '16.0.0', '0.12.18'])('names what is needed for %s', (version) => {
    expect(complaintAboutNode(version)).toMatch(new RegExp(`20\\.19 or newer.*${version.replaceAll('.', '\\.')}`));
  });
});
