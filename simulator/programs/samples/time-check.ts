/** TimeCheck.dll: says the time every few seconds; version 4 and 5 write it to a log file instead. */
import type { Process } from '../../kernel/abi.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import { readSettings } from './dotnet-host.ts';

const LOG = '/logs/timecheck.log';

export default async function timeCheck(p: Process): Promise<number> {
  const settings = readSettings(p, ['appsettings.json'], ['configs/config.json', 'secrets/secret.json']);
  const version = settings.get('Application:Version') ?? '1.0';
  const environment = settings.get('Application:Environment') ?? 'DEV';
  const seconds = settings.number('Timer:IntervalSeconds', 5);
  const toFile = Number(version) >= 4;
  p.onSignal('TERM', () => p.exit(0));
  p.onSignal('INT', () => p.exit(0));
  for (;;) {
    await p.sleep(Math.max(1, seconds) * 1000);
    const now = breakDown(p.now());
    const time = strftime('%H:%M.%S', now);
    const line = (quote: string): string =>
      `Environment: ${quote}${environment}${quote}; version: ${quote}${version}${quote}; time check: ${quote}${time}${quote}\n`;
    if (!toFile) {
      await p.stdout.write(line(''));
      continue;
    }
    if (!p.fs.exists('/logs')) p.fs.mkdir('/logs');
    p.fs.appendFile(LOG, `${strftime('%Y-%m-%d %H:%M:%S.000 +00:00', now)} [INF] ${line('"')}`);
  }
}
