/** nslookup of BIND and of busybox: asks the name server, past /etc/hosts. */
import type { Program } from '../kernel/abi.ts';
import { applet, UsageError, type Tool } from './command/tool.ts';
import { lines, stdinSource } from './input/source.ts';
import { ask, isAddress, nameServer, reverseName } from './net/dns.ts';

interface Question {
  name: string;
  server: string | undefined;
  type: string;
}

function readQuestion(args: readonly string[]): Question | undefined {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const type = args.map((arg) => /^-(?:query|type|q|ty)=(.+)$/.exec(arg)?.[1]).find((found) => found !== undefined);
  const [name, server] = words;
  return name === undefined ? undefined : { name, server, type: (type ?? '').toUpperCase() };
}

/** BIND's: an answer is "non-authoritative" when it came through a resolver, as it always does here. */
async function bind(p: Parameters<Program>[0], question: Question): Promise<number> {
  const server = question.server ?? nameServer(p);
  const reverse = isAddress(question.name);
  const name = reverse ? reverseName(question.name) : question.name;
  const answer = await ask(p, name);
  if (answer.status === 'TIMEOUT') {
    await p.stdout.write(';; connection timed out; no servers could be reached\n\n');
    return 1;
  }
  if (reverse) {
    if (answer.status !== 'NOERROR') {
      await p.stdout.write(`** server can't find ${name}: ${answer.status}\n\n`);
      return 1;
    }
    await p.stdout.write(`${answer.addresses.map((found) => `${name}\tname = ${found}.\n`).join('')}\n`);
    return 0;
  }
  await p.stdout.write(`Server:\t\t${server}\nAddress:\t${server}#53\n\n`);
  if (answer.status !== 'NOERROR') {
    await p.stdout.write(`** server can't find ${question.name}: ${answer.status}\n\n`);
    return 1;
  }
  const shown = ['', 'A', 'ANY'].includes(question.type) ? answer.addresses : [];
  if (shown.length === 0)
    await p.stdout.write(`Non-authoritative answer:\n*** Can't find ${question.name}: No answer\n\n`);
  else
    await p.stdout.write(
      `Non-authoritative answer:\n${shown.map((address) => `Name:\t${question.name}\nAddress: ${address}\n`).join('')}\n`,
    );
  return shown.length === 0 ? 1 : 0;
}

const nslookup: Program = async (p) => {
  const question = readQuestion(p.args.slice(1));
  if (question !== undefined) return bind(p, question);
  // Interactive: one question per line.
  const source = stdinSource(p);
  const tty = p.isatty(0);
  if (tty) await p.stdout.write('> ');
  for await (const line of lines(() => source.read())) {
    const words = line.trim().split(/\s+/).filter(Boolean);
    if (words[0] === 'exit') return 0;
    const asked = readQuestion(words);
    if (asked !== undefined) await bind(p, asked);
    if (tty) await p.stdout.write('> ');
  }
  if (tty) await p.stdout.write('\n');
  return 0;
};

/** busybox asks for A and AAAA at once; the answer without records comes first. */
async function main(t: Tool): Promise<number> {
  const question = readQuestion(t.args);
  if (question === undefined) throw new UsageError('');
  const server = question.server ?? nameServer(t.p);
  const reverse = isAddress(question.name);
  const name = reverse ? reverseName(question.name) : question.name;
  const answer = await ask(t.p, name);
  if (answer.status === 'TIMEOUT') {
    await t.print(`;; connection timed out; no servers could be reached\n\n`);
    return 1;
  }
  await t.print(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
  const both = !reverse && question.type === '';
  if (answer.status !== 'NOERROR') {
    await t.print(`** server can't find ${name}: ${answer.status}\n\n`.repeat(both ? 2 : 1));
    return 1;
  }
  if (both) await t.print('Non-authoritative answer:\n\n');
  const records = reverse
    ? answer.addresses.map((found) => `${name}\tname = ${found}\n`)
    : question.type === 'AAAA'
      ? []
      : answer.addresses.map((address) => `Name:\t${question.name}\nAddress: ${address}\n`);
  await t.print(`Non-authoritative answer:\n${records.join('')}\n`);
  return 0;
}

export default nslookup;
export const busybox = applet(main, {
  raw: true,
  help: {
    usage: '[-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]',
    about: 'Query DNS about HOST\n\nQUERY_TYPE: soa,ns,a,aaaa,cname,mx,txt,ptr,srv,any',
  },
});
