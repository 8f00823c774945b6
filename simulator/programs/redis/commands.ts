/** Every command by its name in small letters. Not simulated: streams, geo, bitmaps, HyperLogLog, scripts, functions, ACL, cluster, replication. */
import { hashCommands, listCommands, setCommands } from './collection-commands.ts';
import type { Command, Commands } from './command.ts';
import { keyCommands } from './key-commands.ts';
import { serverCommands } from './server-commands.ts';
import { sortedSetCommands } from './sorted-set-commands.ts';
import { stringCommands } from './string-commands.ts';

export const commands: Commands = { ...stringCommands, ...keyCommands, ...listCommands, ...setCommands, ...hashCommands, ...sortedSetCommands, ...serverCommands }; // prettier-ignore

export function findCommand(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}
