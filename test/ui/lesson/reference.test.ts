/** A lesson that is looked up: what is found by which words, in both languages, and that commands can be tried. */
import { readFileSync } from 'node:fs';
import { render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { parseLesson } from '../../../lessons/engine/parse.ts';
import { renderLesson } from '../../../lessons/engine/render.ts';
import { translateLesson } from '../../../lessons/engine/translate.ts';
import { entriesOf } from '../../../src/lesson/entries.ts';
import LessonPanel from '../../../src/lesson/LessonPanel.svelte';

const FILE = 'lessons/20-cheat-sheet/lesson.md';
const source = parseLesson(FILE, readFileSync(FILE, 'utf8'));
const korean = FILE.replace('.md', '.ko.md');
const lessons = {
  en: renderLesson(source),
  ko: renderLesson(translateLesson(source, readFileSync(FILE, 'utf8'), korean, readFileSync(korean, 'utf8')).lesson),
};

const commands = (lang: 'en' | 'ko', wanted: string): string[] =>
  entriesOf(lessons[lang], wanted).flatMap(({ entries }) =>
    entries.flat().flatMap((block) => (block.kind === 'console' ? block.lines.map(({ text }) => text) : [])),
  );

describe('the cheat sheet', () => {
  it('is found by words of commands and of what they are for, all of which must occur', () => {
    expect(commands('en', 'cp')).toContain('docker cp site/index.html web:/usr/share/nginx/html/');
    expect(commands('en', 'files IN')).toContain('docker cp site/index.html web:/usr/share/nginx/html/');
    expect(commands('ko', '파일 넣고')).toContain('docker cp site/index.html web:/usr/share/nginx/html/');
    expect(commands('en', 'cp compose zebra')).toEqual([]);
  });

  it('has the same commands in both languages, and all of them without a search', () => {
    expect(commands('ko', '')).toEqual(commands('en', ''));
    expect(commands('en', '').length).toBeGreaterThan(80);
  });

  it('shows what is searched for, says how many, and runs a command with a click', async () => {
    const ran: string[] = [];
    render(LessonPanel, {
      lesson: lessons.en,
      state: undefined,
      oncommand: (text: string) => ran.push(text),
      onanswer: () => undefined,
      onreset: () => undefined,
    });
    const field = await screen.findByRole<HTMLInputElement>('searchbox');
    field.value = 'docker port';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /docker diff/ })).toBeNull());
    screen.getByRole('button', { name: /docker port third/ }).click();
    expect(ran).toEqual(['docker port third']);
    field.value = 'zebra';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    expect(await screen.findByText(/zebra/)).toBeTruthy();
  });
});
