/** The stage's tabs by keyboard, and what programs and links ask it to show. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Stage from '../../../src/stage/Stage.svelte';
import type { Simulator } from '../../../src/state/simulator.svelte.ts';

afterEach(cleanup);

function simulator(): Simulator {
  const parts = { world: undefined, calls: [], events: [], builds: [], commands: [], viewer: undefined };
  return { ...parts, ask: () => new Promise(() => undefined) } as unknown as Simulator;
}

const selected = (): string | null => screen.getByRole('tab', { selected: true }).textContent;

describe('the stage', () => {
  it('moves between its tabs with arrow keys, Home and End, and back to the first after the last', async () => {
    render(Stage, { simulator: simulator(), dark: false });
    const list = await screen.findByRole('tablist');
    expect(selected()).toBe('Layers');
    await fireEvent.keyDown(list, { key: 'ArrowRight' });
    expect(selected()).toBe('Containers');
    await fireEvent.keyDown(list, { key: 'End' });
    expect(selected()).toBe('Events');
    await fireEvent.keyDown(list, { key: 'ArrowRight' });
    expect(selected()).toBe('Layers');
    expect(document.activeElement?.textContent).toBe('Layers');
    expect(screen.getAllByRole('tab').filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
  });

  it('comes into sight with the browser pane when a link asks for it', async () => {
    const machine = simulator();
    const onreveal = vi.fn();
    const { unmount } = render(Stage, { simulator: machine, dark: false, onreveal });
    await screen.findByRole('tablist');
    machine.viewer?.({ view: 'browser', address: 'http://localhost:8080/' });
    await waitFor(() => expect(selected()).toBe('Browser'));
    expect(onreveal).toHaveBeenCalledOnce();
    await screen.findByDisplayValue('http://localhost:8080/', {}, { timeout: 5000 });
    unmount();
    expect(machine.viewer).toBeUndefined();
  });
});
