/** Utilities.HttpCheck.dll: asks for a page once; the exit status tells whether it came. Used in health checks. */
import type { Process } from '../../kernel/abi.ts';
import { readSettings } from './dotnet-host.ts';
import { fetchText } from './web-app.ts';

export default async function httpCheck(p: Process): Promise<number> {
  const option = (name: string): string | undefined => {
    const at = p.args.indexOf(name);
    return at < 0 ? undefined : p.args[at + 1];
  };
  const setting = option('-c');
  const url =
    option('-u') ?? (setting === undefined ? undefined : readSettings(p, ['appsettings.json'], []).get(setting)) ?? '';
  const limit = Number(option('-t') ?? 1000);
  const start = p.now();
  const answer = await fetchText(p, url);
  if (answer === undefined) {
    await p.stdout.write(`HTTPCheck: error. Url ${url}, exception Connection refused\n`);
    return 1;
  }
  const took = p.now() - start;
  const word = answer.status === 200 ? 'OK' : answer.status === 500 ? 'InternalServerError' : String(answer.status);
  await p.stdout.write(`HTTPCheck: status ${word}, url ${url}, took ${took}ms\n`);
  return answer.status === 200 && took < limit ? 0 : 1;
}
