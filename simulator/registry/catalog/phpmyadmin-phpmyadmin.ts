import { phpmyadminFamily } from './phpmyadmin.ts';

export default phpmyadminFamily('phpmyadmin/phpmyadmin');
