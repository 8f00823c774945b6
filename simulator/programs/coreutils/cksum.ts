/** cksum(1): the CRC of POSIX, and busybox crc32. */
import { applet, gnu, type Tool } from '../command/tool.ts';
import { eachSource } from '../input/each.ts';

function table(polynomial: number, reflected: boolean): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = reflected ? index : index << 24;
    for (let bit = 0; bit < 8; bit++) {
      if (reflected) value = (value & 1) !== 0 ? (value >>> 1) ^ polynomial : value >>> 1;
      else value = (value & 0x80000000) !== 0 ? (value << 1) ^ polynomial : value << 1;
    }
    return value >>> 0;
  });
}

const POSIX = table(0x04c11db7, false);
const ZIP = table(0xedb88320, true);

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse([]);
  const zip = t.name.endsWith('crc32');
  await eachSource(
    t,
    operands,
    async (source, path) => {
      let crc = zip ? 0xffffffff : 0;
      let length = 0;
      for (;;) {
        const chunk = await source.read();
        if (chunk.length === 0) break;
        length += chunk.length;
        for (const byte of chunk)
          crc = zip
            ? (crc >>> 8) ^ (ZIP[(crc ^ byte) & 255] ?? 0)
            : (crc << 8) ^ (POSIX[((crc >>> 24) ^ byte) & 255] ?? 0);
        const pause = t.p.step(1 + (chunk.length >> 10));
        if (pause !== undefined) await pause;
      }
      for (let rest = length; !zip && rest > 0; rest = Math.floor(rest / 256))
        crc = (crc << 8) ^ (POSIX[((crc >>> 24) ^ rest) & 255] ?? 0);
      const value = ~crc >>> 0;
      const name = operands.length === 0 ? '' : ` ${path}`;
      await t.print(zip ? `${value.toString(16).padStart(8, '0')}${name}\n` : `${value} ${length}${name}\n`);
    },
    t.busybox ? { openFailed: (path, error) => `can't open '${path}': ${error.message}` } : {},
  );
  return t.status;
}

const help = { usage: '[FILE]...', about: 'Print CRC checksum and byte counts of each FILE.' };
export default gnu(main, { help });
export const busybox = applet(main, { help });
