/** dig(1). */
import type { Process, Program } from '../kernel/abi.ts';
import { ask, isAddress, nameServer, reverseName, type Answer } from './net/dns.ts';
import { breakDown, strftime } from './text/strftime.ts';
import { zoneOf } from './text/zone.ts';

interface Query {
  name: string;
  type: string;
  server: string;
}

interface Show {
  short: boolean;
  comments: boolean;
  question: boolean;
  answer: boolean;
  statistics: boolean;
  command: boolean;
}

const TYPES = /^(A|AAAA|ANY|CNAME|MX|NS|PTR|SOA|SRV|TXT)$/i;

function read(p: Process): { query: Query; show: Show } {
  const query: Query = { name: '.', type: 'A', server: nameServer(p) };
  const show: Show = { short: false, comments: true, question: true, answer: true, statistics: true, command: true };
  const words = p.args.slice(1);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word.startsWith('@')) query.server = word.slice(1);
    else if (word === '-x') [query.name, query.type] = [reverseName(words[++at] ?? ''), 'PTR'];
    else if (word === '-t') query.type = (words[++at] ?? 'A').toUpperCase();
    else if (word === '+short') show.short = true;
    else if (word === '+noall') show.comments = show.question = show.answer = show.statistics = show.command = false;
    else if (word === '+answer') show.answer = true;
    else if (word === '+nocomments') show.comments = false;
    else if (word === '+noquestion') show.question = false;
    else if (word === '+nostats') show.statistics = false;
    else if (word === '+nocmd') show.command = false;
    else if (/^[+-]/.test(word) || /^IN$/i.test(word)) continue;
    else if (TYPES.test(word) && query.name !== '.') query.type = word.toUpperCase();
    else query.name = word;
  }
  return { query, show };
}

function records(query: Query, answer: Answer): string[] {
  if (answer.status !== 'NOERROR') return [];
  const name = `${query.name.replace(/\.$/, '')}.`;
  const tabs = name.length < 8 ? '\t\t\t' : name.length < 16 ? '\t\t' : '\t';
  if (query.type === 'PTR') return answer.addresses.map((found) => `${name}${tabs}600\tIN\tPTR\t${found}.`);
  return query.type === 'A' || query.type === 'ANY'
    ? answer.addresses.map((address) => `${name}${tabs}600\tIN\tA\t${address}`)
    : [];
}

const dig: Program = async (p) => {
  const { query, show } = read(p);
  if (isAddress(query.name)) query.name = query.name;
  const answer = await ask(p, query.name);
  if (answer.status === 'TIMEOUT') {
    if (show.command)
      await p.stdout.write(
        `\n; <<>> DiG 9.18.49-1~deb12u3-Debian <<>> ${p.args.slice(1).join(' ')}\n;; global options: +cmd\n`,
      );
    await p.stdout.write(';; no servers could be reached\n\n');
    return 9;
  }
  const found = records(query, answer);
  if (show.short) {
    for (const record of found) await p.stdout.write(`${record.split('\t').at(-1) ?? ''}\n`);
    return 0;
  }
  let text = '';
  if (show.command)
    text += `\n; <<>> DiG 9.18.49-1~deb12u3-Debian <<>> ${p.args.slice(1).join(' ')}\n;; global options: +cmd\n`;
  const [a = 0, b = 0] = p.random(2);
  if (show.comments) {
    text += `;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${answer.status}, id: ${a * 256 + b}\n;; flags: qr rd ra; QUERY: 1, ANSWER: ${found.length}, AUTHORITY: 0, ADDITIONAL: 0\n\n`;
  }
  const name = `${query.name.replace(/\.$/, '')}.`;
  if (show.question)
    text += `;; QUESTION SECTION:\n;${name}${name.length < 7 ? '\t\t\t' : name.length < 15 ? '\t\t' : '\t'}\tIN\t${query.type}\n\n`;
  if (found.length > 0 && show.answer)
    text += `${show.comments ? ';; ANSWER SECTION:\n' : ''}${found.join('\n')}\n${show.comments ? '\n' : ''}`;
  if (show.statistics) {
    const when = strftime('%a %b %d %H:%M:%S %Z %Y', breakDown(p.now(), zoneOf(p)));
    text += `;; Query time: ${Math.round(answer.ms)} msec\n;; SERVER: ${query.server}#53(${query.server}) (UDP)\n;; WHEN: ${when}\n;; MSG SIZE  rcvd: ${17 + name.length + found.length * (query.type === 'A' ? name.length + 15 : 30)}\n\n`;
  }
  await p.stdout.write(text);
  return 0;
};

export default dig;
