/** A reference as what is looked up in it: entries of a line that says what for, with its commands and code. */
import type { ShownBlock, ShownLesson, ShownStep } from '../../lessons/engine/render.ts';

export interface Section {
  readonly step: ShownStep;
  readonly entries: readonly (readonly ShownBlock[])[];
}

/** The entries in which every word of `wanted` occurs; all of them for an empty one. Sections without any are left out. */
export function entriesOf(lesson: ShownLesson, wanted: string): readonly Section[] {
  const words = wanted.toLowerCase().split(/\s+/).filter((word) => word !== ''); // prettier-ignore
  return lesson.steps.flatMap((step) => {
    const heading = textOf(step.titleHtml);
    const entries = grouped(step.blocks).filter((entry) => {
      const text = `${heading} ${entry.map(blockText).join(' ')}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return entries.length === 0 ? [] : [{ step, entries }];
  });
}

/** Each line of prose begins an entry. */
function grouped(blocks: readonly ShownBlock[]): ShownBlock[][] {
  const entries: ShownBlock[][] = [];
  for (const block of blocks) {
    if (block.kind === 'prose' || entries.length === 0) entries.push([block]);
    else entries.at(-1)?.push(block);
  }
  return entries;
}

function blockText(block: ShownBlock): string {
  if (block.kind === 'prose') return textOf(block.html);
  if (block.kind === 'console') return block.lines.map(({ text }) => text).join(' ');
  return block.kind === 'code' ? block.text : '';
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
