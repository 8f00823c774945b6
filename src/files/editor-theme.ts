import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the colours of the drawing; they follow the theme by themselves. */
export const editorTheme: Extension = [
  EditorView.theme({
    '&': { height: '100%', backgroundColor: 'var(--paper-raised)', color: 'var(--ink)', fontSize: '0.9rem' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
    '.cm-content': { caretColor: 'var(--ink)' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
    '.cm-gutters': { backgroundColor: 'var(--paper-sunken)', color: 'var(--ink-soft)', border: '0' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--image) 10%, transparent)' },
    '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': {
      backgroundColor: 'color-mix(in srgb, var(--image) 30%, transparent)',
    },
    '.cm-tooltip, .cm-panels': {
      backgroundColor: 'var(--paper)',
      color: 'var(--ink)',
      border: '1px solid var(--line-strong)',
    },
    '.cm-diagnostic': { fontFamily: 'var(--sans)' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: 'var(--accent)', fontWeight: '600' },
      { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.attributeName], color: 'var(--image-ink)' },
      { tag: [tags.string, tags.special(tags.string)], color: 'var(--volume-ink)' },
      { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--writable-ink)' },
      { tag: [tags.comment, tags.meta], color: 'var(--ink-soft)', fontStyle: 'italic' },
      { tag: [tags.function(tags.variableName), tags.className, tags.typeName], color: 'var(--network-ink)' },
    ]),
  ),
];
