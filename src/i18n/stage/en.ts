/** English texts of the stage: the diagram and the other views. */
export const en = {
  'stage.views': 'Views of the machine',
  'view.layers': 'Layers',
  'view.networks': 'Containers',
  'view.build': 'Build',
  'view.calls': 'Conversation',
  'view.events': 'Events',
  'view.browser': 'Browser',
  'view.files': 'Files',
  'stage.loading': 'Loading …',
  'diagram.empty': 'The dock is empty: no image has arrived yet.',
};

export type StageKey = keyof typeof en;
