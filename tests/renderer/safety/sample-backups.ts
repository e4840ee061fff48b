import type { Backup } from '../../../domain/organisation.ts';

export const dailyBackup: Backup = {
  id: '20261123-0600-daily',
  createdAt: '2026-11-23T05:00:00.000Z',
  bytes: 40_100_000,
  reason: 'daily',
};
export const updateBackup: Backup = {
  id: '20261120-1200-update',
  createdAt: '2026-11-20T11:00:00.000Z',
  bytes: 39_000_000,
  reason: 'beforeUpdate',
};
