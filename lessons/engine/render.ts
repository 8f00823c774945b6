/**
 * Turns a lesson's Markdown into HTML that is safe by construction: raw HTML in the text is shown as text, links go to
 * https or stay within the page, images are not loaded. The page shows the result as it is.
 */
import { Marked, type Tokens } from 'marked';
import { escapeHtml } from './escape.ts';
import type { Block, Lesson, Quiz, Step } from './format.ts';

export type ShownBlock =
  | { kind: 'prose'; html: string }
  | Exclude<Block, { kind: 'prose' | 'quiz' }>
  | { kind: 'quiz'; quiz: ShownQuiz };

export interface ShownQuiz extends Omit<Quiz, 'choices' | 'explanation' | 'question' | 'place'> {
  question: string;
  choices: readonly { html: string; right: boolean }[];
  explanation: string;
}

export interface ShownStep extends Pick<Step, 'id' | 'goals' | 'feedback' | 'errors'> {
  titleHtml: string;
  blocks: readonly ShownBlock[];
  /** The words beside each goal's check mark, in the order of `goals`. */
  says: readonly string[];
  hints: readonly string[];
  /** Typed lines of the solution, for showing. */
  solution: Step['solution'];
}

export interface ShownLesson extends Omit<Lesson, 'intro' | 'steps'> {
  intro: readonly ShownBlock[];
  steps: readonly ShownStep[];
}

const SAFE_LINK = /^(https:\/\/|#|\?)/;

const marked = new Marked({
  gfm: true,
  renderer: {
    html: (token: Tokens.HTML | Tokens.Tag) => escapeHtml(token.raw),
    image: (token: Tokens.Image) => escapeHtml(token.text),
    link(token: Tokens.Link): string {
      const inner = this.parser.parseInline(token.tokens);
      if (!SAFE_LINK.test(token.href)) return inner;
      const away = token.href.startsWith('https://') ? ' target="_blank" rel="noopener noreferrer"' : '';
      return `<a href="${escapeHtml(token.href)}"${away}>${inner}</a>`;
    },
  },
});

export function markdownHtml(markdown: string): string {
  return marked.parse(markdown, { async: false });
}

export function inlineHtml(markdown: string): string {
  return marked.parseInline(markdown, { async: false });
}

export function renderLesson(lesson: Lesson): ShownLesson {
  return { ...lesson, intro: lesson.intro.map(renderBlock), steps: lesson.steps.map(renderStep) };
}

function renderStep(step: Step): ShownStep {
  return {
    id: step.id,
    titleHtml: inlineHtml(step.title),
    goals: step.goals,
    blocks: step.blocks.map(renderBlock),
    says: step.goals.map((goal) => inlineHtml(goal.say)),
    hints: step.hints.map(markdownHtml),
    solution: step.solution,
    feedback: step.feedback,
    errors: step.errors,
  };
}

function renderBlock(block: Block): ShownBlock {
  switch (block.kind) {
    case 'prose':
      return { kind: 'prose', html: markdownHtml(block.markdown) };
    case 'quiz':
      return { kind: 'quiz', quiz: renderQuiz(block.quiz) };
    default:
      return block;
  }
}

function renderQuiz(quiz: Quiz): ShownQuiz {
  return {
    id: quiz.id,
    kind: quiz.kind,
    predict: quiz.predict,
    question: markdownHtml(quiz.question),
    choices: quiz.choices.map((choice) => ({ html: inlineHtml(choice.text), right: choice.right })),
    explanation: markdownHtml(quiz.explanation),
  };
}
