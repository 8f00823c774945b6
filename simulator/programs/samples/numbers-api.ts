/** Numbers.Api.dll: hands out random numbers. Two courses use it; theirs differ in when it fails. */
import type { Process } from '../../kernel/abi.ts';
import { createLogger, portOf, readSettings, sayStarted, shutsDown } from './dotnet-host.ts';
import { randomBetween, serveApp } from './web-app.ts';
import type { Answer } from './web-app.ts';

const CATEGORY = 'Numbers.Api.Controllers.RngController';
const problem = (status: number): Answer => ({
  status,
  type: 'application/problem+json; charset=utf-8',
  body: `{"type":"https://tools.ietf.org/html/rfc7231#section-6.6.1","title":"An error occurred while processing your request.","status":${status}}`,
});

export default async function numbersApi(p: Process): Promise<number> {
  const settings = readSettings(p, ['appsettings.json', 'config/logging.json'], ['config/override.json']);
  const log = createLogger(p, settings);
  const port = portOf(p);
  let calls = 0;
  let healthy = true;

  const next = async (): Promise<Answer> => {
    if (calls++ === 0) await log('information', CATEGORY, 'Random number generator initialized');
    if (settings.is('Rng:FailAfter:Enabled') && calls > settings.number('Rng:FailAfter:CallCount', 3)) {
      if (settings.get('Rng:FailAfter:Action') === 'Exit') {
        await log('error', CATEGORY, `FailAfter enabled. Call: ${calls}. Exiting.`);
        p.exit(100);
      }
      if (healthy) await log('warning', CATEGORY, `FailAfter enabled. Call: ${calls}. Going unhealthy.`);
      healthy = false;
    }
    if (!healthy) {
      await log('warning', CATEGORY, 'Unhealthy!');
      return problem(500);
    }
    const min = settings.number('Rng:Range:Min', 0);
    const max = settings.number('Rng:Range:Max', 100);
    const number = randomBetween(p, min, max);
    await log('debug', CATEGORY, `Call: ${calls}. Returning random number: ${number}, from min: ${min}, max: ${max}`);
    return { type: 'application/json; charset=utf-8', body: String(number) };
  };

  shutsDown(p, log);
  return serveApp(p, {
    port,
    server: 'Kestrel',
    ready: () => sayStarted(p, log, port),
    answer: ({ path }) => {
      if (/^\/rng\/?$/i.test(path)) return next();
      if (!/^\/health\/?$/i.test(path)) return { status: 404 };
      return healthy ? { type: 'text/plain; charset=utf-8', body: 'Ok' } : problem(500);
    },
  });
}
