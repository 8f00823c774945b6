/** Numbers.Web.dll: a page with a button that asks Numbers.Api.dll for a number. */
import type { Process } from '../../kernel/abi.ts';
import { createLogger, portOf, readSettings, sayStarted, shutsDown } from './dotnet-host.ts';
import { escapeHtml, fetchText, page, serveApp } from './web-app.ts';

const CATEGORY = 'Numbers.Web.Services.RandomNumberService';

export default async function numbersWeb(p: Process): Promise<number> {
  const settings = readSettings(p, ['appsettings.json', 'config/logging.json'], ['config/override.json']);
  const log = createLogger(p, settings);
  const port = portOf(p);
  const title = settings.get('Title') ?? 'Random Number Generator';
  const url = settings.get('RngApi:Url') ?? 'http://localhost:5000/rng';

  const show = (result: string): string =>
    page(
      title,
      `    <h1>${escapeHtml(title)}</h1>\n${result}    <form method="post" action="/"><button class="btn btn-primary">Get a random number</button></form>`,
    );
  const ask = async (): Promise<string> => {
    const answer = await fetchText(p, url);
    if (answer?.status === 200) return `    <p>Here it is: ${escapeHtml(answer.body)}</p>\n`;
    await log('error', CATEGORY, 'Service call failed');
    return '    <p>RNG service unavailable!</p>\n';
  };

  shutsDown(p, log);
  return serveApp(p, {
    port,
    server: 'Kestrel',
    ready: () => sayStarted(p, log, port),
    answer: async ({ method, path }) => {
      if (path !== '/') return { status: 404 };
      await log('information', CATEGORY, `Using API at: ${url}`);
      return { body: show(method === 'POST' ? await ask() : '') };
    },
  });
}
