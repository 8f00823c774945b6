/** curl, for http. */
import type { Process, Program } from '../kernel/abi.ts';
import { ConnectionPool } from './curl/connection-pool.ts';
import { CurlFailure } from './curl/failure.ts';
import { expandUrl } from './curl/glob.ts';
import { CurlInformation, CurlUsage, readCurlOptions, type CurlOptions } from './curl/options.ts';
import { errorText, Transfer } from './curl/transfer.ts';
import { writeOut } from './curl/write-out.ts';
import { encodeText } from './text/codec.ts';

const HINT = "curl: try 'curl --help' or 'curl --manual' for more information\n";

/** Failures that another attempt may mend. */
function isTransient(failure: CurlFailure | undefined, status: number, o: CurlOptions): string | undefined {
  if (failure === undefined || failure.code === 22) {
    const retried = [408, 429, 500, 502, 503, 504].includes(status);
    if (retried) return 'HTTP error';
    return failure !== undefined && o.retryAll ? '(retrying all errors)' : undefined;
  }
  if (failure.code === 28 || failure.code === 6) return failure.code === 28 ? 'timeout' : 'DNS error';
  if (failure.code === 7 && o.retryRefused) return 'connection refused';
  return o.retryAll ? '(retrying all errors)' : undefined;
}

async function attempt(
  p: Process,
  o: CurlOptions,
  pool: ConnectionPool,
  url: string,
  target: CurlOptions['outputs'][number] | undefined,
): Promise<number> {
  let wait = o.retryDelay ?? 1;
  for (let left = o.retries; ; left--) {
    const transfer = new Transfer(p, o, pool, url, target ?? 'stdout');
    let failure: CurlFailure | undefined;
    try {
      await transfer.run();
    } catch (error) {
      if (!(error instanceof CurlFailure)) throw error;
      failure = error;
    }
    const why = left > 0 ? isTransient(failure, transfer.facts.http_code, o) : undefined;
    if (why !== undefined) {
      if (!o.silent || o.showError) {
        await p.stderr.write(
          `Warning: Problem: ${why}. Will retry in ${wait} seconds. ${left} ${left === 1 ? 'retry' : 'retries'} left.\n`,
        );
      }
      await p.sleep(wait * 1000);
      if (o.retryDelay === undefined) wait = Math.min(wait * 2, 600);
      continue;
    }
    const { facts } = transfer;
    facts.exitcode = failure?.code ?? 0;
    facts.errormsg = failure?.message ?? '';
    if (o.writeOut !== undefined) {
      const written = writeOut(o.writeOut, facts);
      for (const name of written.unknown) await p.stderr.write(`curl: unknown --write-out variable: '${name}'\n`);
      if (written.stdout !== '') await p.stdout.write(encodeText(written.stdout));
      if (written.stderr !== '') await p.stderr.write(encodeText(written.stderr));
    }
    if (failure !== undefined && (!o.silent || o.showError)) await p.stderr.write(failureText(failure));
    return failure?.code ?? 0;
  }
}

/** Some failures print lines of their own before the numbered one. */
function failureText(failure: CurlFailure): Uint8Array {
  const own = failure.message.includes('\ncurl: ');
  return own ? encodeText(`curl: ${failure.message}\n`) : errorText(failure.code, failure.message);
}

async function run(p: Process): Promise<number> {
  const { options, warnings } = await readCurlOptions(p, p.args.slice(1));
  for (const warning of warnings) await p.stderr.write(`Warning: ${warning}\n`);
  if (options.urls.length === 0) {
    await p.stderr.write(p.args.length === 1 ? HINT : `curl: no URL specified!\n${HINT}`);
    return 2;
  }
  const pool = new ConnectionPool(p, options);
  let status = 0;
  let index = 0;
  for (const given of options.urls) {
    const target = options.outputs[index++];
    for (const url of options.globoff ? [given] : expandUrl(given))
      status = await attempt(p, options, pool, url, target);
  }
  pool.closeAll();
  return status;
}

const curl: Program = async (p) => {
  try {
    return await run(p);
  } catch (error) {
    if (error instanceof CurlInformation) {
      await p.stdout.write(error.message);
      return 0;
    }
    if (!(error instanceof CurlUsage)) throw error;
    await p.stderr.write(`curl: ${error.message}\n${HINT}`);
    return error.status;
  }
};

export default curl;
