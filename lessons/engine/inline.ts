import { escapeHtml } from './escape.ts';

/**
 * The little Markdown that one-line messages use (`code`, **strong**), as HTML. Small enough for the first load, where
 * the full renderer is not; everything else is shown as text.
 */
export function inlineHtml(text: string): string {
  return escapeHtml(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
}
