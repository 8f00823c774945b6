from venv import main

main()
