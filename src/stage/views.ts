/** The stage's views, each loaded when it is first opened. */
import type { Component } from 'svelte';
import type { World } from '../../simulator/index.ts';
import type { Simulator } from '../state/simulator.svelte.ts';

/** What every view is given. */
export interface ViewProps {
  simulator: Simulator;
  /** The daemon's state to show: as it is, or as it was. */
  world: World | undefined;
  dark: boolean;
  /** A file that the editor is to open, as path and a number that is new with each request; empty for none. */
  file: string;
  /** What the browser pane shows; empty at first. */
  address: string;
  /** Shows an address of the simulated network in the browser pane. */
  onbrowse: (address: string) => void;
}

export const VIEWS = {
  layers: () => import('../diagram/LayersView.svelte'),
  networks: () => import('../networks/NetworksView.svelte'),
  build: () => import('../build/BuildView.svelte'),
  calls: () => import('../conversation/ConversationView.svelte'),
  files: () => import('../files/FilesView.svelte'),
  browser: () => import('../browser/BrowserView.svelte'),
  events: () => import('../events/EventsView.svelte'),
} as const satisfies Record<string, () => Promise<{ default: Component<ViewProps> }>>;

export type ViewName = keyof typeof VIEWS;
