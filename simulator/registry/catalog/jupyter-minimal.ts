import { jupyterFamily } from './jupyter.ts';

export default jupyterFamily('jupyter/minimal-notebook', 'minimal');
