/**
 * Text that does not come by keys: input methods (Hangul), soft keyboards, dictation, emoji pickers.
 *
 * xterm's own handling compares its text field before and after, which doubles or breaks syllables where browsers send
 * their events in other orders (Safari ends a composition before the key that ended it; iPads compose by deleting and
 * inserting, without composition events; Android sends key code 229 for all). Here only two things count: what a
 * composition ends with, and what `input` events insert or delete outside of one. Keys that belong to an input method
 * never reach xterm.
 */

export interface TextInputSink {
  text(data: string): void;
  /** What is being composed; empty when nothing is. */
  preview(text: string): void;
}

/** A key event of an input method: the text follows in other events. */
const PROCESSED = 229;
const HANGUL = /^[\p{Script=Hangul}]$/u;
/** Keys whose text, if any, comes by other events. */
const WITHOUT_MEANING: ReadonlySet<string> = new Set(['Dead', 'Unidentified', 'Process', '']);
const DELETE = '\x7f';
const ENTER = '\r';

export class TextInput {
  readonly #field: HTMLTextAreaElement;
  readonly #sink: TextInputSink;
  readonly #stop = new AbortController();
  #composing = false;
  /** xterm has had the key that is down: the `input` event that follows says the same. */
  #byKey = false;
  /** What the last composition ended with, until the `input` event that repeats it has passed. */
  #ended: string | undefined;

  /** `root` holds `field`: events are taken on their way down, before the field's other listeners. */
  constructor(root: HTMLElement, field: HTMLTextAreaElement, sink: TextInputSink) {
    this.#field = field;
    this.#sink = sink;
    const options = { capture: true, signal: this.#stop.signal };
    root.addEventListener('keydown', (event) => this.#key(event), options);
    root.addEventListener('keypress', (event) => this.#key(event), options);
    root.addEventListener('keyup', () => (this.#byKey = false), options);
    root.addEventListener('compositionstart', (event) => this.#compose(event, true), options);
    root.addEventListener('compositionupdate', (event) => this.#compose(event, true), options);
    root.addEventListener('compositionend', (event) => this.#compose(event, false), options);
    root.addEventListener('beforeinput', (event) => this.#before(event), options);
    root.addEventListener('input', (event) => this.#input(event), options);
    root.addEventListener('blur', () => this.#forget(), options);
  }

  stop(): void {
    this.#stop.abort();
    this.#sink.preview('');
  }

  #key(event: KeyboardEvent): void {
    if (event.target !== this.#field) return;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- 229 is the only sign that some input methods give
    const composes = this.#composing || event.isComposing || event.keyCode === PROCESSED || HANGUL.test(event.key);
    if (composes) event.stopPropagation();
    else this.#ended = undefined;
    this.#byKey = !composes && !WITHOUT_MEANING.has(event.key);
  }

  #compose(event: CompositionEvent, goesOn: boolean): void {
    if (event.target !== this.#field) return;
    event.stopPropagation();
    this.#composing = goesOn;
    this.#sink.preview(goesOn ? event.data : '');
    if (goesOn) return;
    this.#ended = event.data;
    if (event.data !== '') this.#sink.text(event.data);
  }

  /** A line break ends the line; the field itself stays on one line. */
  #before(event: InputEvent): void {
    if (event.target !== this.#field) return;
    if (event.inputType !== 'insertLineBreak' && event.inputType !== 'insertParagraph') return;
    event.preventDefault();
    if (this.#byKey) return;
    this.#field.value = '';
    this.#ended = undefined;
    this.#sink.text(ENTER);
  }

  #input(event: InputEvent): void {
    if (event.target !== this.#field) return;
    event.stopPropagation();
    if (this.#composing || event.isComposing || this.#byKey) return;
    switch (event.inputType) {
      case 'insertText':
        this.#inserted(event.data ?? '');
        break;
      case 'insertReplacementText':
      case 'insertFromDictation':
        this.#sink.text(event.data ?? '');
        break;
      case 'deleteContentBackward':
        this.#sink.text(DELETE);
        break;
      default:
        // What a composition leaves behind (insertCompositionText, insertFromComposition) was told by its end.
        break;
    }
    this.#ended = undefined;
  }

  /** Some browsers repeat the composed text as plain text after the composition's end. */
  #inserted(data: string): void {
    if (data !== '' && data !== this.#ended) this.#sink.text(data);
  }

  #forget(): void {
    this.#composing = false;
    this.#ended = undefined;
    this.#sink.preview('');
  }
}
