/** `drydock run`: replays session files one after the other, each on a fresh machine, and prints what came. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseSession } from '../simulator/session/parse.ts';
import { replay } from '../simulator/session/replay.ts';
import { SessionSyntaxError, type Session } from '../simulator/session/session.ts';
import type { PlainOutcome, TerminalOutcome, Transcript } from '../simulator/session/transcript.ts';
import { withMachine, type MachineChoice } from './machine.ts';

interface RunOptions extends MachineChoice {
  json: boolean;
}

/** Answers the exit status: 1 when a file cannot be read or a session could not go on. */
export async function runSessions(files: readonly string[], options: RunOptions): Promise<number> {
  const sessions = files.map(readSession);
  if (sessions.some((session) => session === undefined)) return 1;
  const transcripts: Transcript[] = [];
  let status = 0;
  for (const [index, session] of sessions.entries()) {
    if (session === undefined) continue;
    const heard = options.json ? undefined : show;
    const { transcript, failure } = await withMachine(options, async (host) => replay(host, session, heard));
    transcripts.push(transcript);
    if (failure === undefined) continue;
    complain(`${files[index] ?? ''}: ${failure}`);
    status = 1;
  }
  if (options.json) print(`${JSON.stringify(files.length === 1 ? transcripts[0] : transcripts, null, 1)}\n`);
  return status;
}

function readSession(file: string): Session | undefined {
  try {
    return parseSession(readFileSync(file, 'utf8'), basename(file));
  } catch (error) {
    if (error instanceof SessionSyntaxError) complain(error.message);
    else if (error instanceof Error && 'code' in error) complain(error.message);
    else throw error;
    return undefined;
  }
}

function show(outcome: PlainOutcome | TerminalOutcome): void {
  if ('send' in outcome) return print(outcome.output);
  print(`$ ${outcome.command.replaceAll('\n', '\n> ')}\n${outcome.stdout}`);
  process.stderr.write(outcome.stderr);
  if (outcome.exitCode !== 0) print(`[exit ${outcome.exitCode}]\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}

function complain(message: string): void {
  process.stderr.write(`drydock: ${message}\n`);
}
