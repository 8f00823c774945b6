/** `--restart on-failure:3`. */
import type { RestartPolicy } from '../../api/containers.ts';
import { atoi } from '../go/strconv.ts';

export function parseRestartPolicy(text: string): RestartPolicy {
  if (text === '') return { Name: '', MaximumRetryCount: 0 };
  const at = text.indexOf(':');
  const name = at < 0 ? text : text.slice(0, at);
  const count = at < 0 ? '' : text.slice(at + 1);
  if (at === 0) throw new Error('invalid restart policy format: no policy provided before colon');
  if (count === '') return { Name: name, MaximumRetryCount: 0 };
  try {
    return { Name: name, MaximumRetryCount: atoi(count) };
  } catch {
    throw new Error('invalid restart policy format: maximum retry count must be an integer');
  }
}
