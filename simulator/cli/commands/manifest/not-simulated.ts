/** Manifest lists made on the client: there is no store of them here. */
export const NOT_SIMULATED =
  'is not simulated by Drydock; push each image under a tag of its own instead of making a manifest list';
