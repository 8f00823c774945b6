/** Candidates for a context's name. */
import type { Complete } from '../../command.ts';

export const completeContexts =
  (limit?: number): Complete =>
  async ({ client, args }) => {
    if (limit !== undefined && args.length >= limit) return [];
    const { ContextStore } = await client.load(() => import('../../config/context-store.ts'));
    return new ContextStore(client)
      .list()
      .map((context) => context.Name)
      .filter((name) => !args.includes(name));
  };
