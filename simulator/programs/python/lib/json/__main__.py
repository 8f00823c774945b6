from json.tool import main

main()
