import { jupyterFamily } from './jupyter.ts';

export default jupyterFamily('jupyter/scipy-notebook', 'scipy');
