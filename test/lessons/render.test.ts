import { describe, expect, it } from 'vitest';
import { inlineHtml, markdownHtml } from '../../lessons/engine/render.ts';

describe('lesson markup', () => {
  it('shows raw HTML as text instead of running it', () => {
    for (const hostile of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      'a <b onclick="x()">b</b>',
      '<svg/onload=alert(1)>',
    ]) {
      expect(markdownHtml(hostile)).not.toMatch(/<(script|img|b|svg)\b/);
    }
  });

  it('drops links that are not https or within the page, and loads no image', () => {
    expect(inlineHtml('[x](javascript:alert(1))')).toBe('x');
    expect(inlineHtml('[x](data:text/html,hi)')).toBe('x');
    expect(inlineHtml('![x](https://example.com/a.png)')).toBe('x');
    expect(inlineHtml('[x](https://docs.docker.com/)')).toContain('rel="noopener noreferrer"');
  });

  it('cannot break out of a link address', () => {
    expect(inlineHtml('[x](https://a.b/"onmouseover="alert(1))')).not.toMatch(/ onmouseover=/);
  });

  it('renders emphasis and code', () => {
    expect(inlineHtml('**web** runs `nginx`')).toBe('<strong>web</strong> runs <code>nginx</code>');
  });
});
