/**
 * Time zones by name, as `TZ` gives them. Node brings its own tables, so that a zone counts even in an image without
 * tzdata. The tables of time zones are data that every host has alike.
 */
const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  if (formats.has(name)) return formats.get(name);
  let format: Intl.DateTimeFormat | undefined;
  try {
    // eslint-disable-next-line no-restricted-globals
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'long' }); // prettier-ignore
  } catch {
    format = undefined;
  }
  formats.set(name, format);
  return format;
}

/** Minutes that the zone is ahead of UTC at a time; 0 for names that are no zone's. */
export function zoneOffset(name: string, at: number): number {
  if (name === '' || name === 'UTC' || !Number.isFinite(at)) return 0;
  const parts = formatOf(name)?.formatToParts(at);
  if (parts === undefined) return 0;
  const field = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return Math.round((local - Math.floor(at / 1000) * 1000) / 60_000);
}

/** The zone's name as V8 shows it behind a date. */
export function zoneName(name: string, at: number): string {
  const part = formatOf(name === '' ? 'UTC' : name)
    ?.formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  return part?.value ?? 'Coordinated Universal Time';
}
