/* worker_mute: ends before it says a word, as a missing library would. */
int main(void)
{
	return 127;
}
