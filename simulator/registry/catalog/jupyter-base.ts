import { jupyterFamily } from './jupyter.ts';

export default jupyterFamily('jupyter/base-notebook', 'base');
