/** Which words of Docker a text uses: what the table of the course says depends on it. */
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../lessons/check/words.ts';

const words = (text: string): string[] => [...wordsOf(text)].sort();

describe('words of Docker in a text', () => {
  it('are commands and flags of fences and code spans, not of prose', () => {
    expect(words('docker rm is not said here, but `docker ps -a` is.\n```console\n$ docker run -it --name a ubuntu ls -l\n```')).toEqual([
      'docker ps', 'docker ps -a', 'docker run', 'docker run --name', 'docker run -i', 'docker run -t',
    ]); // prettier-ignore
  });

  it('are the same by old and new names, for values in the word, and over several lines', () => {
    expect(words('```\ndocker container run -p8080:80 \\\n  -v /a:/b nginx\ndocker image ls; docker-compose up -d\n```')).toEqual([
      'docker compose up', 'docker compose up -d', 'docker images', 'docker run', 'docker run -p', 'docker run -v',
    ]); // prettier-ignore
  });

  it('are what a lesson says it teaches, and what its starting world is made of', () => {
    expect(words('---\nteaches: [docker logs -f, exit codes]\nsetup:\n  files:\n    Dockerfile: |\n      FROM a\n---\nUSER is not.')).toEqual([
      'FROM', 'docker logs', 'docker logs -f',
    ]); // prettier-ignore
    expect(words("```\nprintf 'FROM a\\nRUN b\\n' > Dockerfile\n```")).toEqual(['FROM', 'RUN']);
  });

  it('are instructions of Dockerfiles and keys of Compose files', () => {
    expect(words('```dockerfile\nFROM alpine\nRUN true\n```\n```yaml\nservices:\n  web:\n    ports: [80]\n```')).toEqual([
      'FROM', 'RUN', 'compose: ports', 'compose: services',
    ]); // prettier-ignore
  });
});
