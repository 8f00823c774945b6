import { family } from './form/image.ts';
import { httpEcho } from './small-tools.ts';

export default family('hashicorp/http-echo', { 'latest 1.0 1.0.0': httpEcho });
