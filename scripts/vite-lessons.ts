import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseLesson } from '../lessons/engine/parse.ts';
import { renderLesson } from '../lessons/engine/render.ts';
import { translateLesson } from '../lessons/engine/translate.ts';

/**
 * Compiles `lessons/NN-name/lesson.md` and its translations to modules whose default export is the lesson with its
 * text as safe HTML, so that the page needs no Markdown or YAML reader.
 */
export function lessonsPlugin() {
  return {
    name: 'drydock-lessons',
    enforce: 'pre' as const,
    load(this: { addWatchFile(file: string): void }, id: string): string | undefined {
      const file = id.split('?')[0] ?? id;
      const found = /[\\/]lessons[\\/][\w-]+[\\/]lesson(?:\.(\w+))?\.md$/.exec(file);
      if (found === null) return undefined;
      const sourceFile = join(dirname(file), 'lesson.md');
      this.addWatchFile(file);
      this.addWatchFile(sourceFile);
      const sourceText = readFileSync(sourceFile, 'utf8');
      const source = parseLesson(sourceFile, sourceText);
      const lesson =
        found[1] === undefined ? source : translateLesson(source, sourceText, file, readFileSync(file, 'utf8')).lesson;
      if (id.includes('?entry')) {
        const { id: name, title, minutes, steps } = lesson;
        return `export default ${JSON.stringify({ id: name, title, minutes, steps: steps.length })}`;
      }
      // The page gets the text as HTML, the worker what the judge reads.
      return `export default ${JSON.stringify(id.includes('?judge') ? lesson : renderLesson(lesson))}`;
    },
  };
}
