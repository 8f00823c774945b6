/** Marks around what takes no room in a prompt (`\[` and `\]`). */
export const INVISIBLE_START = '\x01';
export const INVISIBLE_END = '\x02';
