/** A file of the project as text, taken in when it is bundled. */
declare module '*?raw' {
  const text: string;
  export default text;
}
