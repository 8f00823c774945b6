import { type Lang, preferredLang, setLang } from '../i18n/index.svelte.ts';

export type Theme = 'light' | 'dark' | 'system';

/**
 * Storage that may be blocked (an embedded frame, a private window): reading gives null, writing reports whether it
 * was kept.
 */
export const storage = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key: string, value: string): boolean {
    try {
      localStorage.setItem(key, value);
      return true;
    } catch {
      return false;
    }
  },
};

/** Language and theme: chosen by the address, what was chosen before, the system. */
export class Settings {
  #theme = $state<Theme>('system');
  #systemDark = $state(false);

  constructor(query: URLSearchParams) {
    const wish = query.get('theme') ?? storage.read('drydock.theme');
    this.#theme = wish === 'light' || wish === 'dark' ? wish : 'system';
    const media = matchMedia('(prefers-color-scheme: dark)');
    this.#systemDark = media.matches;
    media.addEventListener('change', (event) => {
      this.#systemDark = event.matches;
      this.#show();
    });
    this.#show();
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(next: Theme) {
    this.#theme = next;
    storage.write('drydock.theme', next);
    this.#show();
  }

  get dark(): boolean {
    return this.#theme === 'dark' || (this.#theme === 'system' && this.#systemDark);
  }

  #show(): void {
    document.documentElement.dataset.theme = this.dark ? 'dark' : 'light';
  }
}

export function startLang(query: URLSearchParams): Promise<void> {
  return setLang(preferredLang(query, storage.read('drydock.lang'), navigator.languages));
}

export async function chooseLang(lang: Lang): Promise<void> {
  storage.write('drydock.lang', lang);
  await setLang(lang);
}
