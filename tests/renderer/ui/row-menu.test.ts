import { configure, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import RowMenuHarness from './RowMenuHarness.svelte';
import '../lazy-parts.ts';

function show(): { onchoose: ReturnType<typeof vi.fn>; onleave: ReturnType<typeof vi.fn> } {
  const heard = { onchoose: vi.fn(), onleave: vi.fn() };
  render(RowMenuHarness, heard);
  return heard;
}

configure({ asyncUtilTimeout: 10_000 });

describe('the menu of a row', () => {
  it('is about the row that was hit', async () => {
    const { onchoose } = show();
    const row = screen.getByRole('button', { name: 'zwei' });
    row.focus();
    await fireEvent.contextMenu(row);
    await userEvent.click(await screen.findByText('Tu etwas mit zwei'));
    expect(onchoose).toHaveBeenCalledExactlyOnceWith('zwei');
    await waitFor(() => expect(screen.queryByRole('menu', { hidden: true })).toBeNull());
  });

  it.each([
    ['in a text field, which has the system’s menu', () => screen.getByLabelText('Feld eins')],
    ['where there is nothing to do', () => screen.getByRole('button', { name: 'nothing' })],
    ['beside the rows', () => screen.getByRole('list')],
  ])('does not open %s', async (_where, hit) => {
    show();
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
    await fireEvent(hit(), event);
    expect(event.defaultPrevented).toBe(false);
    expect(screen.queryByRole('menu', { hidden: true })).toBeNull();
  });

  it('takes Escape for itself, which else leads back to the list', async () => {
    const { onleave } = show();
    const row = screen.getByRole('button', { name: 'eins' });
    row.focus();
    await fireEvent.contextMenu(row);
    await screen.findByText('Tu etwas mit eins');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByText('Tu etwas mit eins')).toBeNull());
    expect(onleave).not.toHaveBeenCalled();
    row.focus();
    await userEvent.keyboard('{Escape}');
    expect(onleave).toHaveBeenCalledOnce();
  });

  it('gives the keyboard back to what had it', async () => {
    show();
    const row = screen.getByRole('button', { name: 'eins' });
    row.focus();
    await fireEvent.contextMenu(row);
    await screen.findByText('Tu etwas mit eins');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(row).toHaveFocus());
  });

  it('stands below what has the focus when it is called by key', async () => {
    show();
    const row = screen.getByRole('button', { name: 'zwei' });
    vi.spyOn(row, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 40, 80, 20));
    const places: number[][] = [];
    const heard = ({ clientX, clientY }: MouseEvent): void => void places.push([clientX, clientY]);
    document.addEventListener('contextmenu', heard);
    await fireEvent.contextMenu(row, { button: -1, clientX: 140, clientY: 50 });
    await screen.findByText('Tu etwas mit zwei');
    expect(places.at(-1)).toEqual([124, 60]);
    document.removeEventListener('contextmenu', heard);
  });
});
