/** Descriptions of commands and flags in Korean. See texts.ts for the form. */
export const TEXTS = `
docker: A self-sufficient runtime for containers
`;
