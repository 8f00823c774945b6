/**
 * A program that is killed while several of its calls wait has each of them fail with ProcessGone, and only the one it
 * was awaiting unwinds it. The others are nobody's failure, but Node takes any failure that nobody awaits for a reason
 * to end. Everything else that nobody awaits is a fault of ours and does end it.
 */
export function surviveKilledPrograms(): void {
  process.on('unhandledRejection', (reason) => {
    if (reason instanceof Error && reason.name === 'ProcessGone') return;
    throw reason;
  });
}
