/** true(1): succeeds. */
import type { Program } from '../../kernel/abi.ts';
import type { Applet } from '../command/tool.ts';

const succeed: Program = () => 0;
export default succeed;
export const busybox: Applet = () => 0;
