/** English texts of the home page. */
export const en = {
  'home.title': 'The course',
  'home.intro': 'Every lesson has a machine of its own, kept in this browser. Nothing you do here leaves it.',
  'home.resume': 'Go on: {lesson}',
  'home.free': 'Free play',
  'home.freeWhy': 'A machine without a lesson, to try what you like.',
  'home.minutes': 'about {minutes} minutes',
  'home.progress': '{passed} of {steps} steps done',
  'home.complete': 'done',
  'home.close': 'Back to the machine',
  'home.fresh': 'Start this machine anew',
  'home.freshAsk': 'Start anew? Containers, images, files and the progress of this lesson are gone then.',
  'home.freshYes': 'Start anew',
  'home.freshNo': 'Keep it',
} as const;

export type HomeKey = keyof typeof en;
