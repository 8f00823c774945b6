/** false(1): fails. */
import type { Program } from '../../kernel/abi.ts';
import type { Applet } from '../command/tool.ts';

const failing: Program = () => 1;
export default failing;
export const busybox: Applet = () => 1;
