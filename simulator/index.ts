/** What the page, Node and the lessons may use of the simulator. */
export { createMachine, SimulatedMachine, type MachineOptions } from './machine.ts';
export { httpGet, isNotFound, layersOf, readFile, type FoundFile } from './machine-view.ts';
export { CommandJournal, type JournalEntry } from './host/command-journal.ts';
export { BROADBAND, type Conditions } from './registry/conditions.ts';
export type { Engine } from './api/engine.ts';
export type { ApiCall } from './api/observe.ts';
export type { EventMessage } from './api/system.ts';
export type { FinishedBuild } from './builder/build.ts';
export type { World } from './daemon/world.ts';
export type { Environment, TimeMode } from './kernel/environment.ts';
export type { SessionHost } from './session/host.ts';
export * from './view/index.ts';
export { normalise } from './session/compare/normalise.ts';
export { Student, type LineOutcome } from './session/student.ts';
